package dev.interlock.processor.read.proto;

import dev.interlock.processor.declaration.proto.Fitting;
import dev.interlock.processor.declaration.proto.JavaNames;
import dev.interlock.processor.declaration.proto.MapEntry;
import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.model.proto.MessageWriter.Mutator;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Annotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads the methods of one writer. */
final class WriterReader {
    private static final String BEGIN = "begin";
    private static final String END = "end";

    private final ProtoScope scope;
    private final MessageFields fields;
    private final UnknownFields unknown;
    private final ValueReader values;

    WriterReader(ProtoScope scope) {
        this.scope = scope;
        this.fields = new MessageFields(scope.message());
        this.unknown = new UnknownFields(scope, fields);
        this.values = new ValueReader(scope);
    }

    /** Reads the writer. Reports methods with mistakes and leaves them out. */
    Outcome<MessageWriter> read(List<Member> members) {
        List<Mutator> mutators = new ArrayList<>();
        Steps steps = new Steps();
        for (Member member : members) {
            steps.take(mutator(member)).ifPresent(mutators::add);
        }
        return steps.outcome(new MessageWriter(scope.type(), scope.message(), mutators));
    }

    private Optional<Mutator> mutator(Member member) {
        if (member.isGeneric()) {
            return scope.refuse(ProtoMessage.GENERIC_METHOD, member.place(), member.describe());
        }
        Optional<AnnotationMirror> named = member.fieldName();
        return named.isPresent() ? named(member, named.get()) : byName(member);
    }

    /** Reads a method whose annotation names its field; empty if a mistake was reported. */
    private Optional<Mutator> named(Member member, AnnotationMirror annotation) {
        Optional<FieldSchema> field = fields.named(Annotations.text(annotation, "value"));
        if (field.isEmpty()) {
            return unknown.refuse(member, annotation);
        }
        if (isMessage(field.get()) && MessageFields.hasPrefix(member.name(), BEGIN)) {
            return begin(member, field.get());
        }
        return isMessage(field.get()) && MessageFields.hasPrefix(member.name(), END)
                ? end(member, field.get())
                : value(member, field.get());
    }

    private Optional<Mutator> byName(Member member) {
        String name = member.name();
        List<FieldSchema> valueOf = fields.ofMethod(name);
        if (!valueOf.isEmpty()) {
            return unknown.only(member, valueOf).flatMap(field -> value(member, field));
        }
        List<FieldSchema> beginOf = fields.ofPrefixedMethod(BEGIN, name);
        if (!beginOf.isEmpty()) {
            return unknown.only(member, beginOf).flatMap(field -> begin(member, field));
        }
        List<FieldSchema> endOf = fields.ofPrefixedMethod(END, name);
        return endOf.isEmpty()
                ? unknown.refuse(member, writerNames())
                : unknown.only(member, endOf).flatMap(field -> end(member, field));
    }

    private List<String> writerNames() {
        List<String> names = new ArrayList<>();
        for (FieldSchema field : scope.message().fields()) {
            String upper = JavaNames.upperCamel(field.name());
            names.addAll(
                    isMessage(field)
                            ? List.of(BEGIN + upper, END + upper)
                            : List.of(JavaNames.lowerCamel(field.name())));
        }
        return names;
    }

    /**
     * Whether the values of a field are messages. A writer writes each message between a begin method and an end
     * method.
     */
    private boolean isMessage(FieldSchema field) {
        return valueField(field).type() == FieldType.MESSAGE;
    }

    /**
     * Returns the field that holds the values. For a map, it is the value field of the entries. For any other field, it
     * is the field itself.
     */
    private FieldSchema valueField(FieldSchema field) {
        return scope.entry(field).flatMap(entry -> entry.field(MapEntry.VALUE)).orElse(field);
    }

    private Optional<Mutator> value(Member member, FieldSchema field) {
        int count = member.parameters().size();
        boolean isMap = field.cardinality() == Cardinality.MAP;
        if (isMessage(field) || count == 0 || count > 2) {
            return wrongParameters(member, field);
        }
        if (isMap != (count == 2)) {
            return mismatch(ProtoMessage.CARDINALITY_MISMATCH, member, field);
        }
        if (!returnsItself(member)) {
            return Optional.empty();
        }
        return isMap ? entry(member, field) : elements(member, field);
    }

    private Optional<Mutator> elements(Member member, FieldSchema field) {
        Shape shape = Shape.taken(member.parameters().get(0));
        if (shape.cardinality() == Cardinality.REPEATED && field.cardinality() == Cardinality.SINGULAR) {
            return mismatch(ProtoMessage.CARDINALITY_MISMATCH, member, field);
        }
        return type(member, field, field, shape)
                .map(type -> shape.cardinality() == Cardinality.REPEATED
                        ? new MessageWriter.Values(member.method(), field, type)
                        : new MessageWriter.Value(member.method(), field, type));
    }

    private Optional<Mutator> entry(Member member, FieldSchema field) {
        MessageSchema entry = scope.entry(field).orElseThrow();
        Optional<ValueType> key = key(member, field, entry);
        Optional<ValueType> value = type(
                member, field, valueField(field), single(member.parameters().get(1)));
        return key.isPresent() && value.isPresent()
                ? Optional.of(new MessageWriter.Entry(member.method(), field, entry, key.get(), value.get()))
                : Optional.empty();
    }

    private Optional<ValueType> key(Member member, FieldSchema field, MessageSchema entry) {
        FieldSchema key = entry.field(MapEntry.KEY).orElseThrow();
        return type(member, field, key, single(member.parameters().get(0)));
    }

    /**
     * Returns the shape of a parameter that must hold one value. If the parameter is an array of values, the shape has
     * no form and fits no field.
     */
    private static Shape single(TypeMirror type) {
        Shape shape = Shape.taken(type);
        return shape.cardinality() == Cardinality.SINGULAR
                ? shape
                : new Shape(Cardinality.SINGULAR, Optional.empty(), type);
    }

    /**
     * Reads the type of a parameter; empty if a mistake was reported.
     *
     * @param field field that the method writes
     * @param part field of the parameter's value: the written field, or the key or value field of its entries
     */
    private Optional<ValueType> type(Member member, FieldSchema field, FieldSchema part, Shape shape) {
        Optional<Form> form = shape.form().filter(Fitting.forms(part.type())::contains);
        return form.isEmpty()
                ? mismatch(ProtoMessage.TYPE_MISMATCH, member, field)
                : values.read(member, part, form.get(), shape.element());
    }

    private Optional<Mutator> begin(Member member, FieldSchema field) {
        Optional<MessageSchema> entry = scope.entry(field);
        int wanted = entry.isPresent() ? 1 : 0;
        if (!isMessage(field) || member.parameters().size() != wanted) {
            return wrongParameters(member, field);
        }
        Optional<ValueType> key = entry.flatMap(it -> key(member, field, it));
        if (entry.isPresent() && key.isEmpty()) {
            return Optional.empty();
        }
        FieldSchema message = valueField(field);
        return nested(member, message).map(type -> new MessageWriter.Begin(member.method(), field, entry, key, type));
    }

    private Optional<TypeElement> nested(Member member, FieldSchema field) {
        Shape shape = Shape.returned(member.returned());
        boolean isInterface =
                shape.cardinality() == Cardinality.SINGULAR && shape.form().equals(Optional.of(Form.MESSAGE));
        return isInterface
                ? values.message(member, field, ValueReader.classOf(member.returned()))
                : wrongResult(
                        member,
                        "an interface with @ProtoWriter(\"" + field.message().orElseThrow() + "\")");
    }

    private Optional<Mutator> end(Member member, FieldSchema field) {
        if (!isMessage(field) || !member.parameters().isEmpty()) {
            return wrongParameters(member, field);
        }
        return returnsItself(member) ? Optional.of(new MessageWriter.End(member.method(), field)) : Optional.empty();
    }

    /**
     * Whether a method is void, or returns the writer or an interface that the writer extends. Reports any other return
     * type.
     */
    private boolean returnsItself(Member member) {
        TypeMirror returned = member.returned();
        boolean fits = returned.getKind() == TypeKind.VOID
                || (returned.getKind() == TypeKind.DECLARED
                        && ValueReader.classOf(returned).getKind().isInterface()
                        && scope.types().isSubtype(scope.type().asType(), returned));
        if (!fits) {
            wrongResult(member, Place.describe(scope.type()) + " or void");
        }
        return fits;
    }

    private <T> Optional<T> wrongResult(Member member, String fitting) {
        return scope.refuse(
                ProtoMessage.WRONG_RESULT,
                member.place(),
                member.describe(),
                Place.describe(member.returned()),
                fitting);
    }

    private <T> Optional<T> wrongParameters(Member member, FieldSchema field) {
        return scope.refuse(
                ProtoMessage.WRONG_PARAMETERS,
                member.place(),
                member.describe(),
                scope.declaration(field),
                Fitting.written(field, scope.entry(field)));
    }

    private <T> Optional<T> mismatch(ProtoMessage message, Member member, FieldSchema field) {
        String parameters = String.join(
                ", ", member.parameters().stream().map(Place::describe).toList());
        return scope.refuse(
                message,
                member.place(),
                member.describe(),
                parameters,
                scope.declaration(field),
                "declare " + Fitting.written(field, scope.entry(field)));
    }
}
