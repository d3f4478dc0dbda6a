package io.dropshiphub.sandbox.payments.toss;

import java.util.Locale;

/** What Toss Payments can object to: the codes of its error tables, with the HTTP status they come with. */
enum TossError {
    // who calls, and how
    UNAUTHORIZED_KEY(401, "인증되지 않은 시크릿 키입니다."),
    INCORRECT_BASIC_AUTH_FORMAT(403, "시크릿 키 뒤에 ':'을 붙여 인코딩해주세요."),
    INVALID_API_KEY(400, "잘못된 시크릿 키 연동 정보입니다."),
    INVALID_REQUEST(400, "잘못된 요청입니다."),
    FORBIDDEN_REQUEST(403, "허용되지 않은 요청입니다."),
    INVALID_IDEMPOTENCY_KEY(400, "멱등키는 300자를 넘을 수 없습니다."),
    IDEMPOTENT_REQUEST_PROCESSING(409, "이전 멱등 요청을 처리하고 있습니다."),
    TOO_MANY_REQUESTS(429, "요청이 너무 많습니다."),

    // what about
    NOT_FOUND(404, "존재하지 않는 정보입니다."),
    NOT_FOUND_PAYMENT(404, "존재하지 않는 결제입니다."),
    NOT_FOUND_PAYMENT_SESSION(404, "결제 시간이 만료되어 결제를 진행할 수 없습니다."),
    UNAPPROVED_ORDER_ID(400, "아직 승인되지 않은 주문번호입니다."),
    ALREADY_PROCESSED_PAYMENT(400, "이미 처리된 결제입니다."),
    BELOW_MINIMUM_AMOUNT(400, "신용카드는 100원, 계좌는 200원 이상부터 결제할 수 있습니다."),
    EXCEED_MAX_PAYMENT_AMOUNT(403, "결제 금액 한도를 초과했습니다."),
    EXCEED_MAX_DAILY_PAYMENT_COUNT(400, "하루 결제 횟수를 초과했습니다."),

    // declines
    REJECT_CARD_PAYMENT(403, "한도초과 혹은 잔액부족으로 결제에 실패했습니다."),
    REJECT_CARD_COMPANY(403, "카드사에서 결제를 거절했습니다."),
    REJECT_ACCOUNT_PAYMENT(403, "잔액부족으로 결제에 실패했습니다."),
    INVALID_REJECT_CARD(400, "카드 사용이 거절되었습니다."),
    INVALID_STOPPED_CARD(400, "정지된 카드입니다."),
    INVALID_CARD_EXPIRATION(400, "카드 유효기간을 다시 확인해주세요."),
    INVALID_CARD_NUMBER(400, "카드번호를 다시 확인해주세요."),
    INVALID_CARD_LOST_OR_STOLEN(400, "분실 혹은 도난 카드입니다."),
    NOT_SUPPORTED_CARD_TYPE(400, "지원되지 않는 카드 종류입니다."),
    FDS_ERROR(403, "위험거래가 감지되어 결제가 제한됩니다."),
    EXCEED_MAX_AUTH_COUNT(403, "최대 인증 횟수를 초과했습니다."),

    // cancels
    ALREADY_CANCELED_PAYMENT(400, "이미 취소된 결제입니다."),
    NOT_CANCELABLE_AMOUNT(403, "취소할 수 없는 금액입니다."),
    NOT_CANCELABLE_PAYMENT(403, "취소할 수 없는 결제입니다."),
    EXCEED_MAX_REFUND_DUE(403, "환불 가능한 기간이 지났습니다."),
    NOT_ALLOWED_PARTIAL_REFUND(403, "부분 환불을 할 수 없는 결제입니다."),

    REFUND_REJECTED(400, "환불이 거절되었습니다."),

    // Toss itself; PROVIDER_ERROR says nothing about whether the payment was made, in spite of its status
    PROVIDER_ERROR(400, "일시적인 오류가 발생했습니다. 잠시 후 다시 시도해주세요."),
    CARD_PROCESSING_ERROR(400, "카드사에서 오류가 발생했습니다."),
    FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING(500, "결제가 완료되지 않았습니다. 다시 시도해주세요."),
    FAILED_METHOD_HANDLING_CANCEL(500, "취소 중 결제 시 사용한 결제 수단 처리과정에서 오류가 발생했습니다."),
    FAILED_REFUND_PROCESS(500, "은행 응답시간 지연이나 일시적인 오류로 환불에 실패했습니다."),
    FAILED_INTERNAL_SYSTEM_PROCESSING(500, "내부 시스템 처리에 실패했습니다. 잠시 후 다시 시도해주세요."),
    UNKNOWN_PAYMENT_ERROR(500, "결제에 실패했습니다.");

    final int status;
    private final String korean;

    TossError(int status, String korean) {
        this.status = status;
        this.korean = korean;
    }

    /** In the caller's language: Korean unless English is asked for. */
    String message(String acceptLanguage) {
        boolean english = acceptLanguage != null && acceptLanguage.startsWith("en");
        return english ? name().toLowerCase(Locale.ROOT).replace('_', ' ') : korean;
    }

    /** Null when there is no such error. */
    static TossError of(String code) {
        for (TossError error : values()) {
            if (error.name().equals(code)) {
                return error;
            }
        }
        return null;
    }
}
