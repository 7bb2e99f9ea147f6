package dev.interlock.filter;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;

/** Limits the decoded size of one body, and the ratio of the decoded size to the coded size. */
final class DecodedSizeLimit {
    /** Number of members that any body may have, whatever its size. */
    private static final int FEW_MEMBERS = 100;

    /**
     * Decoded bytes that each further member counts for. Without them, a body of empty members would cost thousands of
     * times its size, because each member needs a decoder of 64 KiB. With a ratio of 30, a body may have one further
     * member for each 341 coded bytes.
     */
    private static final int MEMBER = 10 * 1024;

    /** Number of decoded bytes that any body may have, whatever the ratio. */
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
    DecodedSizeLimit(int most, int ratio) {
        this.most = most;
        this.ratio = ratio;
    }

    void addCoded(int bytes) {
        coded += bytes;
    }

    /**
     * Counts decoded bytes.
     *
     * @throws HttpException 413 if the decoded body is too large
     */
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
     * @throws HttpException 413 if there are too many members for the coded bytes
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
