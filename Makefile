# Jotgate: what people run. `make` alone lists the targets.
# The work is done by scripts in hack/, each says what it does with --help or in its first lines.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2} /^##@/ {printf "\n%s\n", substr($$0, 5)}' $(MAKEFILE_LIST)

##@ See it work
.PHONY: demo demo-down
demo: ## Run the main job on a real Kubernetes: issue a token, protect a service, rotate the key (CONTEXT=<name> for your own cluster)
	@hack/demo
demo-down: ## Remove what demo made, and its cluster
	@hack/demo down

##@ Test
.PHONY: test test-unit test-api test-envoy test-node prove verify
test: ## Run all four layers below and print the count of each
	@hack/test unit api envoy node
test-unit: ## Plain tests, nothing but a JDK is needed
	@hack/test unit
test-api: ## Tests on a real API server and etcd
	@hack/test api
test-envoy: ## Tests on a real Envoy
	@hack/test envoy
test-node: ## Tests of the whole system on a real node (Linux, root)
	@hack/test node
prove: ## Prove in full what rotation, the sidecar and the check of tokens promise, and print the figures (JOTGATE_SEEDS=1,2,3)
	@hack/prove
verify: ## What CI runs: all tests, generated files, format, dependencies
	@hack/verify

##@ Measure
.PHONY: bench
bench: ## Run the benchmarks and print ratios against limits measured beside them (ARGS="token --quick"; ARGS=peers: beside other issuers)
	@hack/bench $(ARGS)

##@ Work on it
.PHONY: images fmt generate cluster-up cluster-down clean
images: ## Build the container images, without Docker
	@hack/images
fmt: ## Format Java and POMs
	@hack/mvn -q spotless:apply
generate: ## Write the generated files anew: CRDs, chart copies, golden files
	@hack/generate
cluster-up: ## Start a Kubernetes cluster on this machine, without Docker (NODES=1..3)
	@hack/cluster/up
cluster-down: ## Remove that cluster
	@hack/cluster/down
clean: ## Remove build results (the binaries in ~/.cache/jotgate stay)
	@hack/mvn -q clean && rm -rf target
