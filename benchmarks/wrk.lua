-- Sends the requests of a file in turn, and prints the result on one line. Each line of the file is a request, or several
-- requests that are sent together, in hexadecimal.
local requests = {}
local last = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    requests[#requests + 1] = line:gsub("%x%x", function(octet) return string.char(tonumber(octet, 16)) end)
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("RESULT requests=%d microseconds=%d p50=%d p99=%d errors=%d",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
