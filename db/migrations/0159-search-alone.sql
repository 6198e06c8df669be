-- How many texts hold a rare word the planner cannot know: of four million and a half it expected 22,500 where 15 were, and called two
-- more processes for them. To start those takes 60 to 100 ms; the search itself takes one. What is frequent is looked for month by month.
alter function find_texts set max_parallel_workers_per_gather = 0;
