-- what is typed into the search box, posted as a browser would, each time with an idempotency key of its own; wrk counts 303 as done and all of 4xx and 5xx as failed
local headers = { ["Cookie"] = os.getenv("LOAD_COOKIE"), ["Content-Type"] = "application/x-www-form-urlencoded" }
local form, at, threads = os.getenv("LOAD_SEARCH"), 0, 0
setup = function(thread)
  threads = threads + 1
  thread:set("number", threads)
end
init = function() run = os.time() .. "-" .. number end
request = function()
  at = at + 1
  return wrk.format("POST", "/search", headers, form .. "&_key=s" .. run .. "-" .. at)
end
