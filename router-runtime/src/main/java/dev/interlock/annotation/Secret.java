package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a secret value: no problem document and no log of Interlock repeats the value. Use the annotation on a
 * parameter that takes text of the request, on a component of a {@code @Params} record, or on a component of a record
 * that avaje-jsonb reads. If the path of a route has a secret, the problem document does not show the path, either.
 *
 * <p>A value whose name marks a secret needs no annotation. A name consists of words, split at each character that is
 * neither letter nor digit, and before each capital: {@code userPassword}, {@code user_password} and
 * {@code User-Password} have two words each. A name marks a secret if one of its words, or two words in a row, are on
 * this list: password, passwd, pwd, passphrase, passcode, secret, token, authorization, auth, credential, bearer, jwt,
 * session, sid, cookie, pin, otp, totp, card, cvv, cvc, ssn; api key, access key, private key. A plural counts as its
 * singular. Digits at the end of a word are ignored. Two words may be joined, as in {@code apikey}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Secret {}
