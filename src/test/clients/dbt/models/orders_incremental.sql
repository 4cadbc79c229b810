{{ config(materialized='incremental', unique_key=['id', 'change_seq'], incremental_strategy='delete+insert') }}

SELECT o.id, o.status, o.amount, o.effective_start_ts, o.effective_end_ts, o.is_current, o.op_type, o.change_seq
FROM {{ source('dw', 'orders') }} o
{% if is_incremental() %}
-- what this model lacks, or has otherwise: versions that came, wherever they belong, and versions that were closed since
LEFT JOIN {{ this }} known ON known.id = o.id AND known.change_seq = o.change_seq
WHERE (known.id IS NULL
    OR known.is_current <> o.is_current
    OR known.effective_end_ts <> o.effective_end_ts
    OR known.effective_start_ts <> o.effective_start_ts)
{% if var('since') %}
  -- a version that came or was closed since then
  AND (o.effective_start_ts >= '{{ var("since") }}' OR o.effective_end_ts >= '{{ var("since") }}')
{% endif %}
{% endif %}
