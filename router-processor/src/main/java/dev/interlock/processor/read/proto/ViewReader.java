package dev.interlock.processor.read.proto;

import dev.interlock.processor.declaration.proto.Fitting;
import dev.interlock.processor.declaration.proto.JavaNames;
import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageView.Accessor;
import dev.interlock.processor.model.proto.OneofSchema;
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
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Reads the methods of one view. */
final class ViewReader {
    private final ProtoScope scope;
    private final MessageFields fields;
    private final UnknownFields unknown;
    private final ValueReader values;
    private final EnumReader enums;

    ViewReader(ProtoScope scope) {
        this.scope = scope;
        this.fields = new MessageFields(scope.message());
        this.unknown = new UnknownFields(scope, fields);
        this.values = new ValueReader(scope);
        this.enums = new EnumReader(scope);
    }

    /** Reads the view. Reports methods with mistakes and leaves them out. */
    Outcome<MessageView> read(List<Member> members) {
        List<Accessor> accessors = new ArrayList<>();
        Steps steps = new Steps();
        for (Member member : members) {
            steps.take(accessor(member).filter(it -> isNew(it, accessors))).ifPresent(accessors::add);
        }
        accessors.stream()
                .filter(MessageView.Copy.class::isInstance)
                .forEach(copy -> steps.take(checkCopied(copy, accessors)));
        return steps.outcome(new MessageView(scope.type(), scope.message(), accessors));
    }

    private boolean isNew(Accessor accessor, List<Accessor> earlier) {
        Optional<Accessor> same =
                earlier.stream().filter(it -> isSame(it, accessor)).findFirst();
        same.ifPresent(it -> scope.refuse(
                ProtoMessage.DUPLICATE_METHOD,
                Place.of(accessor.method()),
                Place.describe(accessor.method()),
                Place.describe(it.method())));
        return same.isEmpty();
    }

    private static boolean isSame(Accessor a, Accessor b) {
        if (a instanceof MessageView.Value x && b instanceof MessageView.Value y) {
            return x.field().equals(y.field()) && x.type().equals(y.type());
        }
        if (a instanceof MessageView.Presence x && b instanceof MessageView.Presence y) {
            return x.field().equals(y.field());
        }
        return a instanceof MessageView.Case x
                && b instanceof MessageView.Case y
                && x.oneof().equals(y.oneof())
                && x.type().equals(y.type());
    }

    private Optional<Accessor> accessor(Member member) {
        if (member.isGeneric()) {
            return scope.refuse(ProtoMessage.GENERIC_METHOD, member.place(), member.describe());
        }
        Optional<AnnotationMirror> named = member.fieldName();
        return named.isPresent() ? named(member, named.get()) : byName(member);
    }

    /** Reads a method whose annotation names its field or oneof; empty if a mistake was reported. */
    private Optional<Accessor> named(Member member, AnnotationMirror annotation) {
        String name = Annotations.text(annotation, "value");
        Optional<FieldSchema> field = fields.named(name);
        if (field.isPresent()) {
            return isPresence(member, field.get()) ? presence(member, field.get()) : value(member, field.get());
        }
        Optional<OneofSchema> oneof = fields.oneofNamed(name);
        if (oneof.isPresent()) {
            return oneofCase(member, oneof.get());
        }
        return unknown.refuse(member, annotation);
    }

    private static boolean isPresence(Member member, FieldSchema field) {
        return member.returned().getKind() == TypeKind.BOOLEAN
                && MessageFields.hasPrefix(member.name(), "has")
                && !MessageFields.javaNames(field).contains(member.name());
    }

    /** Whether a method has the signature of {@code copy()}, which has no parameters and returns the view. */
    private boolean isCopy(ExecutableElement method, TypeElement view) {
        return method.getSimpleName().contentEquals("copy")
                && method.getParameters().isEmpty()
                && scope.types().isSameType(method.getReturnType(), view.asType());
    }

    /**
     * Whether all views of nested messages have a {@code copy()}. The copy of the whole message calls it. Reports each
     * view without a {@code copy()}.
     */
    private boolean checkCopied(Accessor copy, List<Accessor> accessors) {
        boolean isSound = true;
        for (Accessor accessor : accessors) {
            Optional<TypeElement> message =
                    accessor instanceof MessageView.Value value ? value.type().message() : Optional.empty();
            Optional<TypeElement> uncopied = message.filter(
                    view -> ElementFilter.methodsIn(scope.elements().getAllMembers(view)).stream()
                            .noneMatch(method -> isCopy(method, view)));
            uncopied.ifPresent(view -> scope.refuse(
                    ProtoMessage.UNCOPIED_MESSAGE,
                    Place.of(copy.method()),
                    Place.describe(copy.method()),
                    Place.describe(accessor.method()),
                    Place.describe(view),
                    view.getSimpleName()));
            isSound &= uncopied.isEmpty();
        }
        return isSound;
    }

    private Optional<Accessor> byName(Member member) {
        String name = member.name();
        List<FieldSchema> valueOf = fields.ofMethod(name);
        if (valueOf.isEmpty() && isCopy(member.method(), scope.type())) {
            return Optional.of(new MessageView.Copy(member.method()));
        }
        if (!valueOf.isEmpty()) {
            return unknown.only(member, valueOf).flatMap(field -> value(member, field));
        }
        Optional<OneofSchema> oneof = fields.oneofOfMethod(name);
        if (oneof.isPresent()) {
            return oneofCase(member, oneof.get());
        }
        List<FieldSchema> presenceOf = fields.ofPrefixedMethod("has", name);
        return presenceOf.isEmpty()
                ? unknown(member)
                : unknown.only(member, presenceOf).flatMap(field -> presence(member, field));
    }

    private Optional<Accessor> unknown(Member member) {
        List<String> cases =
                scope.message().oneofs().stream().map(MessageFields::caseMethod).toList();
        if (member.name().endsWith("Case") && !cases.isEmpty()) {
            return unknown.refuseCase(member, cases);
        }
        Stream<String> presences = scope.message().fields().stream()
                .filter(FieldSchema::hasPresence)
                .map(field -> "has" + JavaNames.upperCamel(field.name()));
        return unknown.refuse(
                member,
                Stream.concat(fields.methodNames(), Stream.concat(presences, cases.stream()))
                        .toList());
    }

    private Optional<Accessor> value(Member member, FieldSchema field) {
        String declaration = scope.declaration(field);
        if (!hasNoParameters(member, declaration)) {
            return Optional.empty();
        }
        Shape shape = Shape.returned(member.returned());
        if (shape.cardinality() != field.cardinality()) {
            return mismatch(ProtoMessage.CARDINALITY_MISMATCH, member, field);
        }
        Optional<Form> form = shape.form().filter(Fitting.forms(field.type())::contains);
        return form.isEmpty()
                ? mismatch(ProtoMessage.TYPE_MISMATCH, member, field)
                : values.read(member, field, form.get(), shape.element())
                        .map(type -> new MessageView.Value(member.method(), field, type));
    }

    private <T> Optional<T> mismatch(ProtoMessage message, Member member, FieldSchema field) {
        return scope.refuse(
                message,
                member.place(),
                member.describe(),
                Place.describe(member.returned()),
                scope.declaration(field),
                "return " + Fitting.returned(field));
    }

    private Optional<Accessor> presence(Member member, FieldSchema field) {
        String declaration = scope.declaration(field);
        if (!hasNoParameters(member, declaration)) {
            return Optional.empty();
        }
        boolean isTold = field.hasPresence()
                && field.cardinality() == Cardinality.SINGULAR
                && !scope.message().mapEntry();
        if (!isTold) {
            return scope.refuse(ProtoMessage.NO_PRESENCE, member.place(), member.describe(), declaration);
        }
        return member.returned().getKind() == TypeKind.BOOLEAN
                ? Optional.of(new MessageView.Presence(member.method(), field))
                : wrongResult(member, "boolean: whether the field was set");
    }

    private Optional<Accessor> oneofCase(Member member, OneofSchema oneof) {
        if (!hasNoParameters(member, "oneof " + oneof.name() + " at " + oneof.origin())) {
            return Optional.empty();
        }
        Optional<Form> form = Shape.returned(member.returned()).form();
        if (form.equals(Optional.of(Form.INT)) && member.returned().getKind() == TypeKind.INT) {
            return Optional.of(new MessageView.Case(member.method(), oneof, ValueType.of(Form.INT)));
        }
        if (!form.equals(Optional.of(Form.ENUM)) || member.returned().getKind() != TypeKind.DECLARED) {
            return wrongResult(member, "int, or an enum with the names of the members and " + notSet(oneof));
        }
        var type = ValueReader.classOf(member.returned());
        return values.isAccessible(member, type)
                ? enums.read(type, oneof)
                        .map(constants -> new ValueType(Form.ENUM, Optional.of(constants), Optional.empty()))
                        .map(value -> new MessageView.Case(member.method(), oneof, value))
                : Optional.empty();
    }

    private static String notSet(OneofSchema oneof) {
        return JavaNames.upperSnake(oneof.name()) + "_NOT_SET";
    }

    private <T> Optional<T> wrongResult(Member member, String fitting) {
        return scope.refuse(
                ProtoMessage.WRONG_RESULT,
                member.place(),
                member.describe(),
                Place.describe(member.returned()),
                fitting);
    }

    private boolean hasNoParameters(Member member, String declaration) {
        if (!member.parameters().isEmpty()) {
            scope.refuse(
                    ProtoMessage.WRONG_PARAMETERS,
                    member.place(),
                    member.describe(),
                    declaration,
                    member.name() + "() without parameters");
        }
        return member.parameters().isEmpty();
    }
}
