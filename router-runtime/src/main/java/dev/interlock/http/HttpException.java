package dev.interlock.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than the one the handler was called for: thrown by handlers and filters, and by the binding for a
 * request that does not convert. It is answered with its {@link Problem}.
 *
 * <p>Below 500 it has no stack trace: it is an ordinary answer, and clients can cause as many as they like.
 */
public class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient Problem problem;
    private final transient List<FieldLine> fields = new ArrayList<>(0);

    /**
     * An answer with a standard title.
     *
     * @param status 400 to 599
     * @param detail what is wrong with this request, for the client to read
     */
    public HttpException(int status, String detail) {
        this(Problem.of(status).detail(detail), null);
    }

    /** As {@link #HttpException(int, String)}, with a cause for the log; the client is not told. */
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

    /** What the optional holds; 404 if it is empty, or null by mistake. */
    public static <T> T found(Optional<T> value) {
        if (value == null) {
            throw notFound();
        }
        return value.orElseThrow(HttpException::notFound);
    }

    /** The value; 404 if it is null. */
    public static <T> T found(@Nullable T value) {
        if (value == null) {
            throw notFound();
        }
        return value;
    }

    private static HttpException notFound() {
        return new HttpException(Problem.of(404));
    }

    /** Adds an extension member to the problem, as {@link Problem#with}. */
    public HttpException with(String name, @Nullable Object value) {
        problem = problem.with(name, value);
        return this;
    }

    /**
     * Adds a header field to the answer, such as {@code retry-after}, as {@link Response#addHeader}. Without a {@code
     * cache-control} among them the answer is not to be stored.
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

    /** Makes this the answer to the request, as {@link Problem#writeTo(Request, Response)}, with its own header fields. */
    public void writeTo(Request request, Response response) {
        writeTo(request.occurrence(), response);
    }

    /** As {@link #writeTo(Request, Response)}, where there is no request for handlers to see. */
    public void writeTo(Occurrence occurrence, Response response) {
        problem.writeTo(occurrence, response, fields);
    }
}
