package dev.interlock.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Names of status codes (RFC 9110 section 15, RFC 6585, RFC 8297). Methods of the framework also take codes without a
 * name in this class.
 */
public final class HttpStatus {
    public static final int CONTINUE = 100;
    public static final int EARLY_HINTS = 103;
    public static final int OK = 200;
    public static final int CREATED = 201;
    public static final int ACCEPTED = 202;
    public static final int NO_CONTENT = 204;
    public static final int RESET_CONTENT = 205;
    public static final int PARTIAL_CONTENT = 206;
    public static final int NOT_MODIFIED = 304;
    public static final int PERMANENT_REDIRECT = 308;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int NOT_ACCEPTABLE = 406;
    public static final int REQUEST_TIMEOUT = 408;
    public static final int CONFLICT = 409;
    public static final int LENGTH_REQUIRED = 411;
    public static final int PRECONDITION_FAILED = 412;
    public static final int CONTENT_TOO_LARGE = 413;
    public static final int URI_TOO_LONG = 414;
    public static final int UNSUPPORTED_MEDIA_TYPE = 415;
    public static final int RANGE_NOT_SATISFIABLE = 416;
    public static final int EXPECTATION_FAILED = 417;
    public static final int UNPROCESSABLE_CONTENT = 422;
    public static final int PRECONDITION_REQUIRED = 428;
    public static final int TOO_MANY_REQUESTS = 429;
    public static final int REQUEST_HEADER_FIELDS_TOO_LARGE = 431;
    public static final int INTERNAL_SERVER_ERROR = 500;
    public static final int NOT_IMPLEMENTED = 501;
    public static final int SERVICE_UNAVAILABLE = 503;
    public static final int HTTP_VERSION_NOT_SUPPORTED = 505;

    private HttpStatus() {}

    /**
     * Returns the reason phrase of a status (RFC 9110 section 15).
     *
     * @param status status from 100 to 999; for an unknown status, the result is the name of its class, such as
     *     {@code Client Error (499)}
     */
    public static String phrase(int status) {
        return switch (status) {
            // RFC 9110 defines these phrases in sections 15.5.14, 15.5.15, 15.5.17 and 15.5.21. Netty has the older
            // phrases of RFC 2616 and RFC 4918.
            case CONTENT_TOO_LARGE -> "Content Too Large";
            case URI_TOO_LONG -> "URI Too Long";
            case RANGE_NOT_SATISFIABLE -> "Range Not Satisfiable";
            case UNPROCESSABLE_CONTENT -> "Unprocessable Content";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}
