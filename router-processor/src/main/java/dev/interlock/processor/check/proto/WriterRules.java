package dev.interlock.processor.check.proto;

import dev.interlock.processor.declaration.proto.Fitting;
import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.model.proto.MessageWriter.Begin;
import dev.interlock.processor.model.proto.MessageWriter.End;
import dev.interlock.processor.model.proto.MessageWriter.Entry;
import dev.interlock.processor.model.proto.MessageWriter.Mutator;
import dev.interlock.processor.model.proto.MessageWriter.Value;
import dev.interlock.processor.model.proto.MessageWriter.Values;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.report.Steps;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;

/**
 * Checks the methods of one protobuf writer together. The methods must be consistent with each other, and must be able
 * to write all required fields.
 */
public final class WriterRules {
    private final ProtoScope scope;
    private final MessageWriter writer;
    private final Steps steps = new Steps();

    public WriterRules(ProtoScope scope, MessageWriter writer) {
        this.scope = scope;
        this.writer = writer;
    }

    /** Whether the methods are consistent with each other and can write all required fields. Reports each violation. */
    public boolean check(AnnotationMirror annotation) {
        checkDuplicates();
        checkPairs();
        checkRequired(annotation);
        return steps.areSound();
    }

    private void checkDuplicates() {
        List<Mutator> methods = writer.methods();
        for (int i = 0; i < methods.size(); i++) {
            Mutator later = methods.get(i);
            methods.stream()
                    .limit(i)
                    .filter(earlier -> isSame(earlier, later))
                    .findFirst()
                    .ifPresent(earlier -> refuse(
                            ProtoMessage.DUPLICATE_METHOD,
                            Place.of(later.method()),
                            Place.describe(later.method()),
                            Place.describe(earlier.method())));
        }
    }

    private static boolean isSame(Mutator a, Mutator b) {
        if (a instanceof Value x && b instanceof Value y) {
            return x.field().equals(y.field()) && x.type().equals(y.type());
        }
        if (a instanceof Values x && b instanceof Values y) {
            return x.field().equals(y.field()) && x.type().equals(y.type());
        }
        if (a instanceof Entry x && b instanceof Entry y) {
            return x.field().equals(y.field())
                    && x.key().equals(y.key())
                    && x.value().equals(y.value());
        }
        if (a instanceof Begin x && b instanceof Begin y) {
            return x.field().equals(y.field()) && x.key().equals(y.key());
        }
        return a instanceof End x && b instanceof End y && x.field().equals(y.field());
    }

    private void checkPairs() {
        for (Mutator method : writer.methods()) {
            if (method instanceof Begin begin && !hasEnd(begin.field())) {
                report(ProtoMessage.BEGIN_WITHOUT_END, begin, begin.field());
            } else if (method instanceof End end && !hasBegin(end.field())) {
                report(ProtoMessage.END_WITHOUT_BEGIN, end, end.field());
            }
        }
    }

    private boolean hasEnd(FieldSchema field) {
        return writer.methods().stream()
                .anyMatch(it -> it instanceof End end && end.field().equals(field));
    }

    private boolean hasBegin(FieldSchema field) {
        return writer.methods().stream()
                .anyMatch(it -> it instanceof Begin begin && begin.field().equals(field));
    }

    private void report(ProtoMessage message, Mutator method, FieldSchema field) {
        refuse(
                message,
                Place.of(method.method()),
                Place.describe(method.method()),
                scope.declaration(field),
                Fitting.written(field, scope.entry(field)));
    }

    private void checkRequired(AnnotationMirror annotation) {
        for (FieldSchema field : scope.message().fields()) {
            if (field.required() && writer.methods().stream().noneMatch(it -> writes(it, field))) {
                refuse(
                        ProtoMessage.REQUIRED_NOT_WRITTEN,
                        Place.of(scope.type(), annotation),
                        Place.describe(scope.type()),
                        scope.declaration(field),
                        Fitting.written(field, scope.entry(field)));
            }
        }
    }

    private static boolean writes(Mutator method, FieldSchema field) {
        return (method instanceof Value value && value.field().equals(field))
                || (method instanceof Begin begin && begin.field().equals(field));
    }

    private void refuse(ProtoMessage message, Place place, Object... arguments) {
        steps.take(scope.refuse(message, place, arguments));
    }
}
