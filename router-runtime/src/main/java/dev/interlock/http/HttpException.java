package dev.interlock.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the handling of a request with a {@link Problem} as the response. Thrown by handlers and filters, and by the
 * binding if the request cannot be converted.
 *
 * <p>Below status 500 it has no stack trace: it is an ordinary response, and clients can cause any number of them.
 */
public class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient Problem problem;
    private final transient List<FieldLine> fields = new ArrayList<>(0);

    /**
     * Creates an exception whose problem has the standard title.
     *
     * @param status 400 to 599
     * @param detail what is wrong with this request; sent to the client
     */
    public HttpException(int status, String detail) {
        this(Problem.of(status).detail(detail), null);
    }

    /** Like {@link #HttpException(int, String)}, with a cause for the log. The client does not see the cause. */
    public HttpException(int status, String detail, Throwable cause) {
        this(Problem.of(status).detail(detail), cause);
    }

    public HttpException(Problem problem) {
        this(problem, null);
    }

    private HttpException(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause, true, problem.status() >= 500);
        this.problem = problem;
    }

    /** Returns the value of the optional. Throws 404 if it is empty, or null by mistake. */
    public static <T> T found(Optional<T> value) {
        if (value == null) {
            throw notFound();
        }
        return value.orElseThrow(HttpException::notFound);
    }

    /** Returns the value. Throws 404 if it is null. */
    public static <T> T found(@Nullable T value) {
        if (value == null) {
            throw notFound();
        }
        return value;
    }

    private static HttpException notFound() {
        return new HttpException(Problem.of(HttpStatus.NOT_FOUND));
    }

    /** Adds an extension member to the problem, like {@link Problem#with}. */
    public HttpException with(String name, @Nullable Object value) {
        problem = problem.with(name, value);
        return this;
    }

    /**
     * Adds a header field to the response, such as {@code retry-after}, like {@link Response#addHeader}. Unless one of
     * the fields is {@code cache-control}, the response forbids storing it.
     */
    public HttpException header(String name, String value) {
        fields.add(FieldLine.of(name, value));
        return this;
    }

    public int status() {
        return problem.status();
    }

    public Problem problem() {
        return problem;
    }

    /**
     * Makes the problem and the header fields of this exception the response, like {@link Problem#writeTo(Request,
     * Response)}.
     */
    public void writeTo(Request request, Response response) {
        writeTo(request.occurrence(), response);
    }

    /** Like {@link #writeTo(Request, Response)}, without a request that handlers see. */
    public void writeTo(Occurrence occurrence, Response response) {
        problem.writeTo(occurrence, response, fields);
    }
}
