package dev.interlock.processor.read.proto;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.model.proto.EnumConstants.Constant;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageView.Accessor;
import dev.interlock.processor.model.proto.ValueType;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the models of views. */
class ViewReaderTest {
    private static final String OTHERS = """
            @ProtoView("shop.Line") interface LineView { String sku(); }
            @ProtoView("shop.Address") interface AddressView { CharSequence street(); }
            @ProtoView("shop.NewOrder.LabelsEntry") interface LabelView { String key(); long value(); }
            @ProtoView("shop.NewOrder.ItemsEntry") interface ItemView { long key(); LineView value(); }
            enum Status { UNKNOWN, PAID, STATUS_SHIPPED, UNRECOGNIZED }
            enum Priority { HIGH, LOW }
            enum Payment { PAYMENT_NOT_SET, CARD, VOUCHER }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long userId();                    | Value user_id LONG",
                "long user_id();                   | Value user_id LONG",
                "@ProtoField(\"user_id\") long id();  | Value user_id LONG",
                "CharSequence note();              | Value note CHARACTERS",
                "String note();                    | Value note STRING",
                "Slice note();                     | Value note SLICE",
                "boolean hasNote();                | Presence note",
                "boolean has_note();               | Presence note",
                "@ProtoField(\"note\") boolean hasText(); | Presence note",
                "Repeated<LineView> lines();       | Value lines MESSAGE LineView",
                "RepeatedInt quantities();         | Value quantities INT",
                "Repeated<String> tags();          | Value tags STRING",
                "Repeated<Slice> tags();           | Value tags SLICE",
                "int status();                     | Value status INT",
                "AddressView address();            | Value address MESSAGE AddressView",
                "boolean hasAddress();             | Presence address",
                "int paymentCase();                | Case payment INT",
                "@ProtoField(\"payment\") int paid(); | Case payment INT",
                "boolean hasVoucher();             | Presence voucher",
                "Entries<LabelView> labels();      | Value labels MESSAGE LabelView",
                "Entries<ItemView> items();        | Value items MESSAGE ItemView",
                "byte[] receipt();                 | Value receipt BYTES",
                "Slice receipt();                  | Value receipt SLICE",
                "int flags();                      | Value flags INT",
                "long flags();                     | Value flags LONG",
            })
    void readsMethod(String method, String expected) throws Exception {
        List<MessageView> views = views("@ProtoView(\"shop.NewOrder\") interface OrderView { " + method + " }");
        assertThat(views.get(views.size() - 1).methods().stream().map(ViewReaderTest::describe))
                .containsExactly(expected);
    }

    @Test
    void enumsHaveNumbersOfProto() throws Exception {
        List<MessageView> views = views("""
                @ProtoView("shop.NewOrder") interface OrderView {
                  Status status();
                  Priority priority();
                  Payment paymentCase();
                }
                """);
        List<Accessor> methods = views.get(views.size() - 1).methods();
        var status = ((MessageView.Value) methods.get(0)).type().constants().orElseThrow();
        assertThat(status.constants())
                .containsExactly(new Constant("UNKNOWN", 0), new Constant("PAID", 1), new Constant("STATUS_SHIPPED", 2))
                .inOrder();
        assertThat(status.unrecognized()).hasValue("UNRECOGNIZED");
        var priority = ((MessageView.Value) methods.get(1)).type().constants().orElseThrow();
        assertThat(priority.constants())
                .containsExactly(new Constant("LOW", 1), new Constant("HIGH", 2))
                .inOrder();
        assertThat(priority.unrecognized()).isEmpty();
        var payment = ((MessageView.Case) methods.get(2)).type().constants().orElseThrow();
        assertThat(payment.constants())
                .containsExactly(
                        new Constant("PAYMENT_NOT_SET", 0), new Constant("CARD", 8), new Constant("VOUCHER", 9))
                .inOrder();
    }

    @Test
    void inheritedMethodsComeFirst() throws Exception {
        List<MessageView> views = views("""
                interface HasLines<L> { Repeated<L> lines(); CharSequence note(); default int count() { return 0; } }
                interface HasNote { String note(); }
                @ProtoView("shop.NewOrder") interface OrderView extends HasLines<LineView>, HasNote {
                  long userId();
                  static int version() { return 1; }
                  @Override String toString();
                }
                """);
        assertThat(views.get(views.size() - 1).methods().stream().map(ViewReaderTest::describe))
                .containsExactly("Value lines MESSAGE LineView", "Value note STRING", "Value user_id LONG")
                .inOrder();
    }

    private static List<MessageView> views(String source) throws Exception {
        return Reading.of(OTHERS + source).views();
    }

    private static String describe(Accessor accessor) {
        if (accessor instanceof MessageView.Value value) {
            return "Value " + value.field().name() + " " + describe(value.type());
        }
        return accessor instanceof MessageView.Case oneof
                ? "Case " + oneof.oneof().name() + " " + describe(oneof.type())
                : "Presence " + ((MessageView.Presence) accessor).field().name();
    }

    private static String describe(ValueType type) {
        return type.message()
                .map(it -> type.form() + " " + it.getSimpleName())
                .or(() -> type.constants()
                        .map(it -> type.form() + " "
                                + it.constants().stream().map(c -> c.name()).collect(Collectors.joining(" "))))
                .orElse(type.form().toString());
    }
}
