package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;

/** Keeps JPEG images. Safe for use by several threads. */
public interface ImageStore {
    /** The bytes of an image, not to be changed; may block. */
    Optional<byte[]> find(String name);

    /**
     * Keeps an image under a name, in place of one that has it already.
     *
     * @throws Refusal 429 when the store is full
     */
    void put(String name, byte[] jpeg);
}
