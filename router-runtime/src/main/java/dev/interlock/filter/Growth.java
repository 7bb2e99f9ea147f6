package dev.interlock.filter;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;

/** Limits the decoded size of one body, and its growth. */
final class Growth {
    /** Members without suspicion. */
    private static final int FEW_MEMBERS = 100;

    /**
     * Bytes that each further member counts, regardless of its content. Its decoder takes 64 KiB of memory, so a body
     * of empty members would cost thousands of times its size. A third of a kilobyte of coded bytes pays for one.
     */
    private static final int MEMBER = 10 * 1024;

    /** Decoded bytes without suspicion. */
    private static final int HARMLESS = 64 * 1024;

    private final int most;
    private final int ratio;
    private long coded;
    private long decoded;
    private long members;

    /**
     * @param most limit on the decoded bytes
     * @param ratio limit on the decoded bytes for each coded byte
     */
    Growth(int most, int ratio) {
        this.most = most;
        this.ratio = ratio;
    }

    void addCoded(int bytes) {
        coded += bytes;
    }

    /** @throws HttpException 413 when the body has become too large */
    void addDecoded(int bytes) {
        decoded += bytes;
        if (decoded > most) {
            throw new HttpException(
                    HttpStatus.CONTENT_TOO_LARGE, "The body may have at most " + most + " bytes once it is decoded");
        }
        if (decoded > HARMLESS && decoded / ratio > coded) {
            throw new HttpException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The body may become at most " + ratio
                            + " times as large when it is decoded; send it without a content coding");
        }
    }

    /**
     * Counts another member of the body (RFC 1952 section 2.2).
     *
     * @throws HttpException 413 when there are too many members for the coded bytes
     */
    void addMember() {
        members++;
        if (members > FEW_MEMBERS && (members - FEW_MEMBERS) * MEMBER / ratio > coded) {
            throw new HttpException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The coded body has too many members for its size; send it as one member");
        }
    }
}
