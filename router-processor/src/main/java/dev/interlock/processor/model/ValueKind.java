package dev.interlock.processor.model;

/** The kind of a value. Each constraint applies only to certain kinds. */
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
    /** A {@code Slice}, which is a view of bytes. */
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

    /** Whether values of this kind are integers with a fixed number of bytes. */
    public boolean isIntegral() {
        return least < most;
    }

    /** Returns the lowest value of this kind. Defined only for an integral kind. */
    public long least() {
        return least;
    }

    /** Returns the highest value of this kind. Defined only for an integral kind. */
    public long most() {
        return most;
    }

    public boolean isNumber() {
        return isIntegral() || isFloating() || this == BIG_INTEGER || this == BIG_DECIMAL;
    }

    /** Whether values of this kind are binary floating-point numbers. */
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    public boolean isText() {
        return this == TEXT || this == SLICE;
    }

    /** Whether values of this kind have a number of characters, elements or bytes. */
    public boolean hasSize() {
        return isText() || this == ARRAY || this == COLLECTION || this == MAP;
    }

    /** Whether values of this kind are instances of a class whose name begins with {@code Optional}. */
    public boolean isOptional() {
        return this == OPTIONAL || this == OPTIONAL_INT || this == OPTIONAL_LONG || this == OPTIONAL_DOUBLE;
    }
}
