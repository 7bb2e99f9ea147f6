package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The forms in which a handler reads a body, or answers; the first is the preferred one.
 *
 * @param list empty if it reads none, or answers with none
 * @param named whether an annotation says so; else it is what the type of the body can be
 */
public record Representations(List<Representation> list, boolean named) {
    /** Of a handler without a body. */
    public static final Representations NONE = new Representations(List.of(), false);

    public Representations {
        list = List.copyOf(list);
    }

    /** What a codec reads where no type is named. */
    public static Representations read(Codec codec) {
        return new Representations(
                codec.handled().stream()
                        .map(type -> new Representation(type, codec))
                        .toList(),
                false);
    }

    /** What some codecs write where no type is named. */
    public static Representations written(List<Codec> codecs) {
        return new Representations(
                codecs.stream()
                        .flatMap(codec -> codec.produced().stream().map(type -> new Representation(type, codec)))
                        .toList(),
                false);
    }

    /** Whether both have types, and none in common: a handler without a body ignores bodies of any type. */
    public boolean isDisjoint(Representations other) {
        return !list.isEmpty()
                && !other.list.isEmpty()
                && types().stream().noneMatch(type -> other.types().stream().anyMatch(type::overlaps));
    }

    /** A type that both have, or that the one has that has any; empty if neither has. */
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

    /** What reads or writes them, each once, that of the first one first. */
    public List<Codec> codecs() {
        return list.stream().map(Representation::codec).distinct().toList();
    }
}
