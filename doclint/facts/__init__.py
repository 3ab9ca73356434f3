"""What articles claim, and where two of them cannot both be right. It rests on the project and knows no rule."""
