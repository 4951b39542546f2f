module jotgate.io/build/orders

go 1.26.0
