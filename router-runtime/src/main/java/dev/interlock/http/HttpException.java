package dev.interlock.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the handling of a request with a {@link Problem} as the response. Handlers and filters throw it. The binding of
 * parameters throws it if a value of the request cannot be converted.
 *
 * <p>An exception with a status below 500 has no stack trace, because clients can cause any number of these responses.
 */
public class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient Problem problem;
    private final transient List<FieldLine> fields = new ArrayList<>(0);

    /**
     * Creates an exception whose problem has the standard title.
     *
     * @param status status from 400 to 599
     * @param detail description of the error in this request; sent to the client
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

    /**
     * Returns the problem that the exception's class declares by {@code @ProblemType}; null if the class declares none.
     * The detail of the problem is the exception's message, unless the status is 500 or above.
     */
    public static @Nullable Problem problemOf(Throwable thrown) {
        return DeclaredProblem.of(thrown);
    }

    /**
     * Whether the application's method for the class {@code type} handles the exception. It does not if the exception
     * belongs to a subclass of {@code type} that defines the response: a class with {@code @ProblemType}, or this
     * class. Called by generated code.
     *
     * @param type a class that the exception is an instance of
     */
    public static boolean isHandledBy(Class<? extends Throwable> type, Throwable thrown) {
        return DeclaredProblem.yieldsTo(type, thrown);
    }

    /** Returns the value of the optional. Throws an exception with status 404 if the optional is empty or null. */
    public static <T> T found(Optional<T> value) {
        if (value == null) {
            throw notFound();
        }
        return value.orElseThrow(HttpException::notFound);
    }

    /** Returns the value. Throws an exception with status 404 if the value is null. */
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
     * these fields is {@code cache-control}, the response forbids caches to store it.
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

    /** Returns the header fields that {@link #header} has added. */
    public List<FieldLine> fields() {
        return List.copyOf(fields);
    }

    /**
     * Makes the problem and the header fields of this exception the response, like {@link Problem#writeTo(Request,
     * Response)}.
     */
    public void writeTo(Request request, Response response) {
        response.problem(request, problem, fields);
    }
}
