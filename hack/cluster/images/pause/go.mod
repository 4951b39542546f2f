module jotgate.io/build/pause

go 1.26.0
