{{- define "jotgate.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Name of the operator's namespaced objects. */}}
{{- define "jotgate.operator" -}}
{{ include "jotgate.fullname" . }}-operator
{{- end -}}

{{/* Name of a cluster-scoped object: releases in two namespaces never share one. (dict "root" $ "part" "sidecar") */}}
{{- define "jotgate.clusterName" -}}
{{ include "jotgate.fullname" .root }}-{{ .part }}.{{ .root.Release.Namespace }}
{{- end -}}

{{- define "jotgate.selectorLabels" -}}
app.kubernetes.io/name: jotgate-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "jotgate.labels" -}}
{{ include "jotgate.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: jotgate
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Reference of an image. (dict "image" .Values.image "version" .Chart.AppVersion) */}}
{{- define "jotgate.image" -}}
{{- $name := printf "%s/%s" .image.registry .image.repository -}}
{{- if .image.digest -}}
{{ printf "%s@%s" $name .image.digest }}
{{- else -}}
{{ printf "%s:%s" $name (default .version .image.tag) }}
{{- end -}}
{{- end -}}

{{/* Watched namespaces as a JSON list, sorted. Meaningless with watch.allNamespaces. */}}
{{- define "jotgate.namespaces" -}}
{{- if and .Values.watch.allNamespaces .Values.watch.namespaces -}}
{{- fail "watch.allNamespaces is true and watch.namespaces names some: set one of them" -}}
{{- end -}}
{{- default (list .Release.Namespace) .Values.watch.namespaces | uniq | sortAlpha | toJson -}}
{{- end -}}

{{/* matchResources of an admission policy's binding: the watched namespaces. */}}
{{- define "jotgate.matchWatched" -}}
{{- $namespaces := include "jotgate.namespaces" . -}}
{{- if not .Values.watch.allNamespaces }}
matchResources:
  namespaceSelector:
    matchExpressions:
      - key: kubernetes.io/metadata.name
        operator: In
        values: {{ $namespaces }}
{{- end }}
{{- end -}}

{{/* The sidecar's command line. It is the same in the injection, the validation and kustomize/sidecar. */}}
{{- define "jotgate.sidecarCommand" -}}
["/usr/local/bin/envoy"]
{{- end -}}
{{- define "jotgate.sidecarArgs" -}}
["-c", "/etc/jotgate/bootstrap.json", "--concurrency", "1", "--disable-hot-restart", "--reject-unknown-dynamic-fields", "--drain-time-s", "30", "--drain-strategy", "immediate", "-l", "warning"]
{{- end -}}

{{/* What the operator may do in a watched namespace. */}}
{{- define "jotgate.watchedRules" -}}
- apiGroups: [jotgate.io]
  resources: [jwtissuers, apiconsumers, protectedroutes, tokenrevocations]
  verbs: [get, list, watch]
- apiGroups: [jotgate.io]
  resources: [jwtissuers/status, apiconsumers/status, protectedroutes/status, tokenrevocations/status]
  verbs: [patch]
# delete: expired ones with ttlSecondsAfterExpiry
- apiGroups: [jotgate.io]
  resources: [tokenrevocations]
  verbs: [delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch, create, update, patch]
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [""]
  resources: [services, serviceaccounts]
  verbs: [get, list, watch, create, patch]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [get, list, watch, create, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, patch]
- apiGroups: [apps]
  resources: [statefulsets, daemonsets]
  verbs: [get, list, watch]
# patch: only the annotation jotgate.io/refresh, see operator-pod-patches.yaml
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, patch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end -}}
