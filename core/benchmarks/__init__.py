"""What Wavescribe measures of itself: `wavescribe bench`. Stands on top of session and streaming."""
