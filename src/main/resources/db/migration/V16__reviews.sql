-- Orders that wait for a person are counted often, and are few.
create index customer_order_review on customer_order (created_at desc) where needs_review;
