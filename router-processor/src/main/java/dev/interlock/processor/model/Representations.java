package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Forms in which a handler reads a body or writes a response. The first form is preferred.
 *
 * @param list representations; empty if the handler reads or writes no body
 * @param named whether an annotation names the media types; otherwise they follow from the type of the body
 */
public record Representations(List<Representation> list, boolean named) {
    /** No representations: the handler has no body. */
    public static final Representations NONE = new Representations(List.of(), false);

    public Representations {
        list = List.copyOf(list);
    }

    /** Returns the representations that a codec reads if no annotation names media types. */
    public static Representations read(Codec codec) {
        return new Representations(
                codec.handled().stream()
                        .map(type -> new Representation(type, codec))
                        .toList(),
                false);
    }

    /** Returns the representations that some codecs write if no annotation names media types. */
    public static Representations written(List<Codec> codecs) {
        return new Representations(
                codecs.stream()
                        .flatMap(codec -> codec.produced().stream().map(type -> new Representation(type, codec)))
                        .toList(),
                false);
    }

    /**
     * Whether both have media types, but none in common. False if one has no media types: a handler without a body
     * accepts requests with any body.
     */
    public boolean isDisjoint(Representations other) {
        return !list.isEmpty()
                && !other.list.isEmpty()
                && types().stream().noneMatch(type -> other.types().stream().anyMatch(type::overlaps));
    }

    /**
     * Returns a media type that both have in common. If only one of them has media types, returns one of these. Empty
     * if neither has any.
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

    /** Returns the codecs of these representations, each once. The codec of the first representation comes first. */
    public List<Codec> codecs() {
        return list.stream().map(Representation::codec).distinct().toList();
    }
}
