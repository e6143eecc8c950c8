"""What ``kg doctor`` looks at: the machine, the libraries, and a store; and what to do about each problem."""
