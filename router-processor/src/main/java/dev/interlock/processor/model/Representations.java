package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Representations in which a handler reads a request body or writes a response body. The first one is preferred.
 *
 * @param list representations; empty if there is no body
 * @param named whether an annotation names the media types; otherwise, the type of the body determines them
 */
public record Representations(List<Representation> list, boolean named) {
    /** The representations of a handler without a body. */
    public static final Representations NONE = new Representations(List.of(), false);

    public Representations {
        list = List.copyOf(list);
    }

    /** Returns the representations that the given codec reads. Applies if no annotation names media types. */
    public static Representations read(Codec codec) {
        return new Representations(
                codec.handled().stream()
                        .map(type -> new Representation(type, codec))
                        .toList(),
                false);
    }

    /** Returns the representations that the given codecs write. Applies if no annotation names media types. */
    public static Representations written(List<Codec> codecs) {
        return new Representations(
                codecs.stream()
                        .flatMap(codec -> codec.produced().stream().map(type -> new Representation(type, codec)))
                        .toList(),
                false);
    }

    /**
     * Whether both lists contain media types, and no media type matches both lists. False if one list is empty, because
     * a handler without a body accepts requests with any body.
     */
    public boolean isDisjoint(Representations other) {
        return !list.isEmpty()
                && !other.list.isEmpty()
                && types().stream().noneMatch(type -> other.types().stream().anyMatch(type::overlaps));
    }

    /**
     * Returns a media type that matches both lists. If only one list contains media types, returns one of these. Empty
     * if both lists are empty.
     */
    public Optional<String> example(Representations other) {
        return types().stream()
                .flatMap(type -> other.types().stream().filter(type::overlaps).map(it -> it.includes(type) ? type : it))
                .map(MediaType::example)
                .findFirst()
                .or(() -> Stream.concat(types().stream(), other.types().stream())
                        .map(MediaType::example)
                        .findFirst());
    }

    public List<MediaType> types() {
        return list.stream().map(Representation::type).toList();
    }

    /**
     * Returns the codecs of the representations without duplicates. The codec of the preferred representation comes
     * first.
     */
    public List<Codec> codecs() {
        return list.stream().map(Representation::codec).distinct().toList();
    }
}
