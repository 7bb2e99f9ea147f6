package dev.interlock.example.shop.refusal;

import java.time.Duration;
import java.util.Optional;

/**
 * Rejects an operation that violates a rule of the shop. The caller sees the message. A refusal is not a failure of
 * the shop, so it has no stack trace.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Kind of the violated rule. */
    public enum Reason {
        /** The object does not exist, or the caller is not allowed to know that it exists. */
        NOT_FOUND,
        /** A parameter has the right format, but its value is out of range. */
        BAD_PARAMETER,
        /** The input can be read, but violates a rule. */
        INVALID,
        /** The state of an object does not allow the operation. */
        CONFLICT,
        /** Credentials are missing, wrong or expired. */
        UNAUTHENTICATED,
        /** The caller is known, but does not have the necessary rights. */
        FORBIDDEN,
        /** The caller has tried too often, or a store is full. */
        TOO_MANY
    }

    /**
     * A parameter out of range.
     *
     * @param expected range of its values
     */
    public record Parameter(String name, String expected) {}

    private final Reason reason;
    private final transient Optional<Parameter> parameter;
    private final transient Optional<Duration> wait;

    private Refusal(Reason reason, String detail, Optional<Parameter> parameter, Optional<Duration> wait) {
        super(detail, null, false, false);
        this.reason = reason;
        this.parameter = parameter;
        this.wait = wait;
    }

    private static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, Optional.empty(), Optional.empty());
    }

    /** The object does not exist, or the caller is not allowed to know that it exists. */
    public static Refusal notFound(String what, Object id) {
        return of(Reason.NOT_FOUND, "There is no " + what + " " + id + ".");
    }

    /** A parameter has the right format, but its value is out of range. */
    public static Refusal badParameter(String name, String expected) {
        String detail = "Parameter \"" + name + "\" must be " + expected + ".";
        return new Refusal(Reason.BAD_PARAMETER, detail, Optional.of(new Parameter(name, expected)), Optional.empty());
    }

    /** The input can be read, but violates a rule. */
    public static Refusal invalid(String detail) {
        return of(Reason.INVALID, detail);
    }

    /** The state of an object does not allow the operation. */
    public static Refusal conflict(String detail) {
        return of(Reason.CONFLICT, detail);
    }

    /** Credentials are missing, wrong or expired. */
    public static Refusal unauthenticated(String detail) {
        return of(Reason.UNAUTHENTICATED, detail);
    }

    /** The caller is known, but does not have the necessary rights. */
    public static Refusal forbidden(String detail) {
        return of(Reason.FORBIDDEN, detail);
    }

    /**
     * The caller has tried too often.
     *
     * @param wait time after which the caller may try again
     */
    public static Refusal tooMany(String detail, Duration wait) {
        return new Refusal(Reason.TOO_MANY, detail, Optional.empty(), Optional.of(wait));
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the parameter, only for {@link Reason#BAD_PARAMETER}. */
    public Optional<Parameter> parameter() {
        return parameter;
    }

    /** Returns the time after which the caller may try again, only for {@link Reason#TOO_MANY}. */
    public Optional<Duration> waitingTime() {
        return wait;
    }
}
