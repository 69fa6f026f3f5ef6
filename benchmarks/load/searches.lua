-- what is typed into the search box, posted; wrk counts 303 as done and all of 4xx and 5xx as failed
local headers = { ["Cookie"] = os.getenv("LOAD_COOKIE"), ["Content-Type"] = "application/x-www-form-urlencoded" }
local form = os.getenv("LOAD_SEARCH")
request = function() return wrk.format("POST", "/search", headers, form) end
