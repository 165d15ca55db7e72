"""What spark-submit starts: `kg build --engine spark` with the arguments given; the cluster is that of spark-submit."""

import sys

from kg.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["build", "--engine", "spark"]
    main()
