#!/bin/sh
# Draws the pictures of the sample's reports that stand in assets/pictures: one sheet of pages a vendor, small enough to keep.
# Needs pdftoppm (poppler) and montage and convert (ImageMagick). Run it from the top of the repository; it builds the program first, or takes one
# that is named: PROOFBOOK=target/release/proofbook examples/report-pictures.sh
set -eu

if [ -z "${PROOFBOOK:-}" ]; then
    cargo build --release --quiet
    PROOFBOOK=target/release/proofbook
fi
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$PROOFBOOK" --data "$place/sample" sample > "$place/log"

# Name of the picture, vendor, pages in a row, dots per inch, and the pages that are shown.
sheet() {
    name=$1 vendor=$2 across=$3 dots=$4
    shift 4
    "$PROOFBOOK" --data "$place/sample" report "$vendor" --output "$place/$name.pdf" > "$place/log"
    for page in "$@"; do
        number=$(printf '%03d' "$page")
        pdftoppm -r "$dots" -f "$page" -l "$page" -singlefile -png "$place/$name.pdf" "$place/$name-$number"
    done
    montage "$place/$name-"*.png -tile "${across}x" -geometry '+5+5' -background '#8a95a1' "$place/$name.sheet.png"
    convert "$place/$name.sheet.png" -strip +dither -colors 64 -define png:compression-level=9 \
        -define png:exclude-chunks=date,time "PNG8:assets/pictures/$name.png"
}

sheet report larkspur-health-records 2 72 1 2
sheet report-larkspur larkspur-health-records 4 38 1 2 3 5 6 7 29 41
sheet report-delta delta-print-mail 4 38 1 2 3 5 6 7 21 25
sheet report-foxglove foxglove-analytics 4 38 1 2 3 4 5 6 13 15
ls -l assets/pictures/report*.png
