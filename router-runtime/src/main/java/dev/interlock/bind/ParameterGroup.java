package dev.interlock.bind;

import dev.interlock.http.HttpException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What generated code says of parameters that convert one by one, but that their record refuses. */
public final class ParameterGroup {
    private ParameterGroup() {}

    /**
     * The answer when the constructor of a record throws: the exception itself if it is an answer already, else 400. The
     * text of any other exception is for the log, and the client is not told.
     *
     * @param names of the parameters that the record groups, as they stand in the request
     */
    public static HttpException refused(Exception cause, String... names) {
        if (cause instanceof HttpException answer) {
            return answer;
        }
        String all = Arrays.stream(names).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new HttpException(400, "The values of %s are refused in this combination.".formatted(all), cause)
                .with("parameters", List.of(names));
    }
}
