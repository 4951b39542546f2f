# shellcheck shell=bash
# What node1 runs beside its kubelet. Sourced by init.

start_api_server() {
  local etcd=http://127.0.0.1:2379 peer=http://127.0.0.1:2380
  # no fsync: the data does not outlive the cluster
  start etcd "$(tool etcd)" --name node1 --data-dir "$STATE/etcd" --unsafe-no-fsync \
    --listen-client-urls $etcd --advertise-client-urls $etcd \
    --listen-peer-urls $peer --initial-advertise-peer-urls $peer --initial-cluster node1=$peer
  start kube-apiserver "$(tool kube-apiserver)" --etcd-servers=$etcd \
    --bind-address=0.0.0.0 --advertise-address="$NODE_IP" --secure-port=6443 \
    --service-cluster-ip-range=10.96.0.0/16 --allow-privileged=true \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --tls-cert-file="$PKI/apiserver.crt" --tls-private-key-file="$PKI/apiserver.key" --client-ca-file="$PKI/ca.crt" \
    --kubelet-client-certificate="$PKI/apiserver-kubelet.crt" --kubelet-client-key="$PKI/apiserver-kubelet.key" \
    --kubelet-certificate-authority="$PKI/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --requestheader-client-ca-file="$PKI/ca.crt" --requestheader-allowed-names=front-proxy-client \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$PKI/front-proxy.crt" --proxy-client-key-file="$PKI/front-proxy.key" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-key-file="$PKI/sa.pub" --service-account-signing-key-file="$PKI/sa.key" \
    --audit-policy-file="$CLUSTER_DIR/node/audit-policy.yaml" --audit-log-path="$STATE/audit.log" --audit-log-maxsize=1000
}

start_controllers() {
  start kube-controller-manager "$(tool kube-controller-manager)" --kubeconfig="$STATE/kubeconfigs/controller-manager" \
    --leader-elect=false --use-service-account-credentials=true --bind-address=127.0.0.1 \
    --service-account-private-key-file="$PKI/sa.key" --root-ca-file="$PKI/ca.crt" \
    --cluster-signing-cert-file="$PKI/ca.crt" --cluster-signing-key-file="$PKI/ca.key" \
    --allocate-node-cidrs=false --flex-volume-plugin-dir="$NODE_DIR/volume-plugins"
  start kube-scheduler "$(tool kube-scheduler)" --kubeconfig="$STATE/kubeconfigs/scheduler" \
    --leader-elect=false --bind-address=127.0.0.1
}
