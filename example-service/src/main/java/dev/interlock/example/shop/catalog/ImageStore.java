package dev.interlock.example.shop.catalog;

import java.util.Optional;

/** Stores JPEG images. Safe for use by several threads. */
public interface ImageStore {
    /** Returns the bytes of an image. Callers must not change them. May block. */
    Optional<byte[]> find(String name);

    /**
     * Stores an image under a name. Replaces an existing image with this name.
     *
     * @throws dev.interlock.example.shop.refusal.Refusal if the store is full
     */
    void put(String name, byte[] jpeg);
}
