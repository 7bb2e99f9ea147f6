package dev.interlock.processor.model;

/** What constraints see in a type. */
public enum ValueKind {
    BOOLEAN,
    BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE),
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG(Long.MIN_VALUE, Long.MAX_VALUE),
    FLOAT,
    DOUBLE,
    BIG_INTEGER,
    BIG_DECIMAL,
    TEXT,
    /** A view of bytes. */
    SLICE,
    ARRAY,
    COLLECTION,
    MAP,
    /** A date or a time. */
    MOMENT,
    OPTIONAL,
    OPTIONAL_INT,
    OPTIONAL_LONG,
    OPTIONAL_DOUBLE,
    OTHER;

    private final long least;
    private final long most;

    ValueKind() {
        this(0, 0);
    }

    ValueKind(long least, long most) {
        this.least = least;
        this.most = most;
    }

    /** Whether the values are integers of some bytes. */
    public boolean isIntegral() {
        return least < most;
    }

    /** The lowest of the values of an integral kind. */
    public long least() {
        return least;
    }

    /** The highest of the values of an integral kind. */
    public long most() {
        return most;
    }

    public boolean isNumber() {
        return isIntegral() || isFloating() || this == BIG_INTEGER || this == BIG_DECIMAL;
    }

    /** Whether the values are binary fractions. */
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    public boolean isText() {
        return this == TEXT || this == SLICE;
    }

    /** Whether there is a number of characters, elements or bytes. */
    public boolean hasSize() {
        return isText() || this == ARRAY || this == COLLECTION || this == MAP;
    }

    /** Whether it is one of the classes whose names begin with {@code Optional}. */
    public boolean isOptional() {
        return this == OPTIONAL || this == OPTIONAL_INT || this == OPTIONAL_LONG || this == OPTIONAL_DOUBLE;
    }
}
