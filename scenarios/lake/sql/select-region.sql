SELECT customers.name AS customer, coalesce(min(region), 'elsewhere') AS region
FROM inventory.customers
LEFT JOIN inventory.addresses ON addresses.customer_id = customers.id
LEFT JOIN stream.regions USING (city)
WHERE customers.id = CAST(:#${variable.after[customer_id]} AS INT)
GROUP BY customers.name
