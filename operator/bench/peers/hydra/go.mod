module jotgate.io/bench/hydra

go 1.26.0

// Hydra's own go.mod points these two elsewhere; a module that requires it has to repeat that. Its client lies in a
// directory of its repository that is no part of the published module: the published client takes its place.
replace (
	github.com/gobuffalo/pop/v6 => github.com/ory/pop/v6 v6.2.1-0.20241121111754-e5dfc0f3344b
	github.com/ory/hydra-client-go/v2 => github.com/ory/hydra-client-go/v2 v2.2.1
)

require github.com/ory/hydra/v2 v2.3.0
