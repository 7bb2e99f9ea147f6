package dev.interlock.filter;

import dev.interlock.http.HttpException;

/** How large a body has become by being decoded, and how large it may. For one body. */
final class Growth {
    /** Members that are worth no suspicion. */
    private static final int FEW_MEMBERS = 100;

    /**
     * Bytes that each further member counts, whatever its content. Its decoder takes 64 KiB of memory, so a body of
     * empty members would cost thousands of times its size. A third of a kilobyte of coded bytes pays for one.
     */
    private static final int MEMBER = 10 * 1024;

    /** Bytes that are worth no suspicion. */
    private static final int HARMLESS = 64 * 1024;

    private static final int CONTENT_TOO_LARGE = 413;

    private final int most;
    private final int ratio;
    private long coded;
    private long decoded;
    private long members;

    /**
     * Of a body that has not begun.
     *
     * @param most bytes that it may have when it is decoded
     * @param ratio bytes that one may become
     */
    Growth(int most, int ratio) {
        this.most = most;
        this.ratio = ratio;
    }

    void addCoded(int bytes) {
        coded += bytes;
    }

    /** @throws HttpException 413 when it has become too large */
    void addDecoded(int bytes) {
        decoded += bytes;
        if (decoded > most) {
            throw new HttpException(
                    CONTENT_TOO_LARGE, "The body may have at most " + most + " bytes once it is decoded");
        }
        if (decoded > HARMLESS && decoded / ratio > coded) {
            throw new HttpException(
                    CONTENT_TOO_LARGE,
                    "The body may become at most " + ratio
                            + " times as large when it is decoded; send it without a content coding");
        }
    }

    /**
     * Another member of the body begins (RFC 1952 section 2.2).
     *
     * @throws HttpException 413 when they are too many for the bytes that they have
     */
    void addMember() {
        members++;
        if (members > FEW_MEMBERS && (members - FEW_MEMBERS) * MEMBER / ratio > coded) {
            throw new HttpException(
                    CONTENT_TOO_LARGE, "The coded body has too many members for its size; send it as one member");
        }
    }
}
