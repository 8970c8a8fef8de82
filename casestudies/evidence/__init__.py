"""What published editions come to side by side: index, pools, comparisons, what-ifs. It reads no other record."""
