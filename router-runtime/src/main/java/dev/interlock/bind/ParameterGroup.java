package dev.interlock.bind;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Response to parameters that convert one by one, but that the constructor of their record rejects. Called by generated
 * code.
 */
public final class ParameterGroup {
    private ParameterGroup() {}

    /**
     * Returns the exception to throw after the constructor of a record has thrown: the cause itself if it is an
     * {@link HttpException}, else 400. The text of any other cause goes to the log only, not to the client.
     *
     * @param names names of the record's parameters in the request
     */
    public static HttpException refused(Exception cause, String... names) {
        if (cause instanceof HttpException answer) {
            return answer;
        }
        String all = Arrays.stream(names).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new HttpException(
                        HttpStatus.BAD_REQUEST,
                        "The values of %s are not valid in this combination.".formatted(all),
                        cause)
                .with("parameters", List.of(names));
    }
}
