package dev.interlock.example.shop.refusal;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import java.time.Duration;

/** Rejects a request that violates a rule of the shop. The client sees the message. */
public final class Refusal extends HttpException {
    private static final long serialVersionUID = 1L;

    private Refusal(int status, String detail) {
        super(status, detail);
    }

    /** The object does not exist, or the caller is not allowed to know that it exists. */
    public static Refusal notFound(String what, Object id) {
        return new Refusal(HttpStatus.NOT_FOUND, "There is no " + what + " " + id + ".");
    }

    /** A parameter has the right format, but its value is out of range. */
    public static Refusal badParameter(String name, String expected) {
        Refusal refusal = new Refusal(HttpStatus.BAD_REQUEST, "Parameter \"" + name + "\" must be " + expected + ".");
        refusal.with("parameter", name).with("expected", expected);
        return refusal;
    }

    /** The message can be read, but violates a rule (RFC 9110 section 15.5.21). */
    public static Refusal invalid(String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, detail);
    }

    /** The state of the resource does not allow the request. */
    public static Refusal conflict(String detail) {
        return new Refusal(HttpStatus.CONFLICT, detail);
    }

    /** Credentials are missing, wrong or expired. The response names the expected scheme (RFC 9110 section 11.6.1). */
    public static Refusal unauthenticated(String detail) {
        Refusal refusal = new Refusal(HttpStatus.UNAUTHORIZED, detail);
        refusal.header(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"shop\"");
        return refusal;
    }

    /**
     * The client has sent too many requests (RFC 6585 section 4). The response tells the client how many seconds to
     * wait.
     */
    public static Refusal tooMany(String detail, Duration wait) {
        Refusal refusal = new Refusal(HttpStatus.TOO_MANY_REQUESTS, detail);
        refusal.header(
                HttpHeader.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()));
        return refusal;
    }

    /** The caller is known, but does not have the necessary rights. */
    public static Refusal forbidden(String detail) {
        return new Refusal(HttpStatus.FORBIDDEN, detail);
    }
}
