package dev.interlock.replay.traffic;

/** A recorded body, or the known part of it. */
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

    /** Returns a complete body. Callers must not change the array later. */
    public static Body of(byte[] content) {
        return new Body(content, content.length, true);
    }

    /** Returns a body with only its first bytes. */
    public static Body partOf(byte[] content, long length) {
        return new Body(content, length, false);
    }

    /** Returns the known bytes. Callers must not change them. */
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
