-- an update of a different person each time, each with an idempotency key of its own; wrk counts 303 as done and all of 4xx and 5xx as failed
local references = {}
for line in io.lines(os.getenv("LOAD_REFERENCES")) do references[#references + 1] = line end
local headers = { ["Cookie"] = os.getenv("LOAD_COOKIE"), ["Content-Type"] = "application/x-www-form-urlencoded" }
local form, at, threads = os.getenv("LOAD_FORM"), 0, 0
setup = function(thread)
  threads = threads + 1
  thread:set("number", threads)
end
init = function() run = os.time() .. "-" .. number end
request = function()
  at = at + 1
  return wrk.format("POST", "/people/" .. references[at % #references + 1] .. "/updates/add", headers, form .. "&_key=" .. run .. "-" .. at)
end
