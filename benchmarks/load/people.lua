-- a different person each time; references come from the file that the environment names
local references = {}
for line in io.lines(os.getenv("LOAD_REFERENCES")) do references[#references + 1] = line end
local headers = { ["Cookie"] = os.getenv("LOAD_COOKIE") }
local path, at = os.getenv("LOAD_PATH"), 0
request = function()
  at = at % #references + 1
  return wrk.format("GET", (path:gsub("{ref}", references[at])), headers)
end
