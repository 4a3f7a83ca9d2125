//! The pictures of the README and the manual show the screens as they are.

#[path = "../../examples/pictures/drawn.rs"]
mod drawn;

#[test]
fn the_pictures_are_drawn_by_the_program_as_it_is() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/pictures/");
    let pictures = drawn::drawn().unwrap();
    assert!(pictures.len() >= 8);
    for (name, picture) in pictures {
        let kept = std::fs::read_to_string(format!("{folder}{name}")).unwrap_or_default();
        assert!(kept == picture, "{name} is out of date: cargo run --example pictures");
        assert!(picture.contains("SAMPLE"), "{name} does not say that it shows the sample");
    }
}
