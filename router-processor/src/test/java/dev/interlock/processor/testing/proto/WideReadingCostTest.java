package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures the CPU time per field for a message of many repeated closed enums. The JVM does not compile a method that
 * is too large. A decoder with such a method would take several times as long.
 */
@Tag("heavy")
final class WideReadingCostTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEW = 60;
    private static final double MOST_TIMES = 1.5;
    private static final int VALUES = 4;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long ROUND_NANOS = 10_000_000;
    private static final int ROUNDS = 15;
    /** Maximum number of measurements. The test repeats a measurement that another process may have disturbed. */
    private static final int TRIALS = 5;

    /** A decoder, and a message that it reads. */
    private static final class Reading {
        private final Decoder decoder;
        private final byte[] message;
        private final int fields;
        private double nanosPerField = Double.MAX_VALUE;

        Reading(int fields) throws IOException {
            CompiledSchema compiled = CompiledSchema.ofPlainViews(WideSchema.ofClosedEnums(fields));
            Descriptor type = compiled.schema().root().getFields().get(0).getMessageType();
            decoder = compiled.decoder(type);
            message = message(type);
            this.fields = fields;
        }

        private static byte[] message(Descriptor type) {
            DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
            for (FieldDescriptor field : type.getFields()) {
                EnumValueDescriptor value = field.getEnumType().getValues().get(0);
                for (int i = 0; i < VALUES; i++) {
                    message.addRepeatedField(field, value);
                }
            }
            return message.build().toByteArray();
        }

        /** Measures one round, and keeps the time of the fastest round so far. */
        void measure() {
            int perRound = (int) Math.max(1, count(WARM_UP_NANOS) * ROUND_NANOS / WARM_UP_NANOS);
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getCurrentThreadCpuTime();
                for (int j = 0; j < perRound; j++) {
                    decoder.parse(message);
                }
                double nanos = THREADS.getCurrentThreadCpuTime() - before;
                nanosPerField = Math.min(nanosPerField, nanos / perRound / fields);
            }
        }

        private int count(long nanos) {
            int count = 0;
            for (long start = THREADS.getCurrentThreadCpuTime();
                    THREADS.getCurrentThreadCpuTime() - start < nanos;
                    count++) {
                decoder.parse(message);
            }
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 400})
    void fieldCostIsIndependentOfCount(int fields, TestReporter reporter) throws IOException {
        Reading few = new Reading(FEW);
        Reading many = new Reading(fields);
        double times = Double.MAX_VALUE;
        for (int i = 0; i < TRIALS && times > MOST_TIMES; i++) {
            few.measure();
            many.measure();
            times = many.nanosPerField / few.nanosPerField;
        }
        reporter.publishEntry("%.1f ns for each of %d fields, %.1f ns for each of %d"
                .formatted(many.nanosPerField, fields, few.nanosPerField, FEW));
        assertWithMessage("time of a field of %s in times of one of %s", fields, FEW)
                .that(times)
                .isAtMost(MOST_TIMES);
    }
}
