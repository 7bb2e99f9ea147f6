package dev.interlock.replay.traffic;

/** A body, or the part of it that is known. */
public final class Body {
    public static final Body EMPTY = of(new byte[0]);

    private final byte[] content;
    private final long length;
    private final boolean isComplete;

    private Body(byte[] content, long length, boolean isComplete) {
        this.content = content;
        this.length = length;
        this.isComplete = isComplete;
    }

    /** Returns a complete body. The array belongs to the body from now on. */
    public static Body of(byte[] content) {
        return new Body(content, content.length, true);
    }

    /** Returns a body of which only the first bytes are known. */
    public static Body partOf(byte[] content, long length) {
        return new Body(content, length, false);
    }

    /** Returns the known bytes. Callers do not change them. */
    public byte[] content() {
        return content;
    }

    /** Returns the length of the whole body in bytes. */
    public long length() {
        return length;
    }

    public boolean isComplete() {
        return isComplete;
    }
}
