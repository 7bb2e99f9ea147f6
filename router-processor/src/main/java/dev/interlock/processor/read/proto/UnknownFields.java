package dev.interlock.processor.read.proto;

import dev.interlock.processor.declaration.proto.Fitting;
import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.report.Nearest;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.source.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;

/** Reports methods of an interface that match no field of its message, or several fields. */
record UnknownFields(ProtoScope scope, MessageFields fields) {
    /** Reports a method whose annotation names an unknown field, and returns empty. */
    <T> Optional<T> refuse(Member member, AnnotationMirror annotation) {
        String name = Annotations.text(annotation, "value");
        String tip = Nearest.to(name, fields.names().toList())
                .map(it -> "did you mean \"" + it + "\"?")
                .orElseGet(this::contents);
        Place place = Place.ofMember(member.method(), annotation, "value");
        return refuse(ProtoMessage.UNKNOWN_FIELD, member, place, tip);
    }

    /**
     * Reports a method whose name matches no field, and returns empty.
     *
     * @param candidates method names to suggest
     */
    <T> Optional<T> refuse(Member member, List<String> candidates) {
        return refuse(ProtoMessage.UNKNOWN_FIELD, member, member.place(), tip(member, candidates));
    }

    /**
     * Reports a method with a name such as {@code paymentCase} that matches no oneof, and returns empty.
     *
     * @param candidates method names to suggest
     */
    <T> Optional<T> refuseCase(Member member, List<String> candidates) {
        return refuse(ProtoMessage.UNKNOWN_ONEOF, member, member.place(), tip(member, candidates));
    }

    private String tip(Member member, List<String> candidates) {
        return Nearest.to(member.name(), candidates)
                .map(it -> "did you mean " + it + "()?")
                .orElseGet(this::contents);
    }

    private String contents() {
        return "it has " + Fitting.some(fields.names());
    }

    private <T> Optional<T> refuse(ProtoMessage message, Member member, Place place, String tip) {
        return scope.refuse(message, place, member.describe(), Fitting.place(scope.message()), tip);
    }

    /** Returns the only candidate. If there are several, reports the method as ambiguous and returns empty. */
    Optional<FieldSchema> only(Member member, List<FieldSchema> candidates) {
        FieldSchema first = candidates.get(0);
        String names = candidates.stream().map(FieldSchema::name).collect(Collectors.joining(", "));
        return candidates.size() == 1
                ? Optional.of(first)
                : scope.refuse(ProtoMessage.AMBIGUOUS_FIELD, member.place(), member.describe(), names, first.name());
    }
}
