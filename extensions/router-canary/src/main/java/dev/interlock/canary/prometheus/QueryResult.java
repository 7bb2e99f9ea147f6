package dev.interlock.canary.prometheus;

import java.util.List;

/**
 * Result of a query.
 *
 * @param samples values of the series, in the order of the response
 * @param warnings warnings of the server, for example that it could not read some data
 */
public record QueryResult(List<Sample> samples, List<String> warnings) {
    public QueryResult {
        samples = List.copyOf(samples);
        warnings = List.copyOf(warnings);
    }
}
