//! x
use std::sync::Arc; use proofbook::*; use proofbook::desk::*;
fn main(){
 let dir=std::path::PathBuf::from(std::env::args().nth(1).unwrap());
 let seat=Seat{folder:dir,io:Arc::new(io::Disk),now:Arc::new(time::SystemNow),account:domain::id::AccountId::from_user_name("dana")};
 let mut r=runtime::Runtime::open(seat,std::env::var("EDITOR").ok(),"/tmp".into()).unwrap();
 let first=r.first().unwrap();
 let look=tui::look::Look::new(tui::look::Theme::Dark, tui::look::Signs::Unicode);
 if let Err(e)=tui::run::run(app::App::new(),&look,&mut r,first){eprintln!("{e}");}
}
