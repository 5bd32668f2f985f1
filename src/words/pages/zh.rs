//! Chinese.

use super::{Pages, Steps};
use crate::model::Kind;

pub(super) const PAGES: Pages = Pages {
    own_name: "中文",
    skip: "跳至正文",
    menu: "网站",
    languages: "语文",

    deadlines: "截止日期",
    meetings: "会议",
    calendars: "日历",
    groups: "各组",
    views: "专题日历",
    changed: "最新变更",
    none_to_come: "目前没有即将到来的截止日期。",
    none_shown: "时间计划中没有所选内容。",
    show_past: "显示已过日期",
    today: "今天",
    now: "进行中",

    plan: "时间计划",
    geneva: "除另有说明外，所有时间均为日内瓦时间。",
    session_and_time: "场次和时间",
    session: |slot| format!("第{slot}场"),
    lunch: "午餐",
    key: "图例",
    tentative: "暂定",
    cancelled: "已取消",
    postponed: "已推迟",
    about: "会议信息",
    days: "日期",
    place: "地点",
    note: "注",
    letter: "函件",
    links: "链接",
    available: "提供",
    unavailable: "不提供",
    rgms: "报告人组会议",
    show: "显示",
    kind: |kind| match kind {
        Kind::Meeting => "会议",
        Kind::Registration => "注册",
        Kind::Plenary => "全体会议",
        Kind::Session => "各场会议",
        Kind::Rgm => "报告人组会议",
        Kind::Workshop => "讲习班",
        Kind::Social => "社交活动",
        Kind::Lunch => "午餐",
        Kind::Deadline => "截止日期",
    },
    print: "打印",
    zone: "时区",
    my_zone: "我的时区",
    filter: "筛选",
    search: "搜索标题、会议室和组",
    all: "全选",
    none: "全不选",
    just: "仅此项",
    rooms: "会议室",
    no_room: "未指定会议室",
    last_changed: "最近变更",
    more: |more| format!("另有{more}项"),

    subscribe: "订阅",
    subscribe_to: |name| format!("订阅 {name}"),
    subscribe_lead: "日历自动保持更新：此处改期的会议在您的程序中也会随之改期。",
    address: "日历地址",
    webcal: "Apple、Thunderbird、经典 Outlook",
    google_form: "Google：粘贴地址",
    copy: "复制链接",
    copied: "已复制",
    download: "日历文件 (.ics)",
    no_address: "如需在此提供一键订阅链接，请秘书处在 timeplan.yaml 的 base_url 中填写本网站地址。在此之前，请复制以下日历文件的地址：",
    group_calendars: "与会各组的日历",

    own_view: "定制自己的日历",
    own_view_lead: "请选择一个日历以及其中与您有关的内容，即可得到一个可在任何日历程序中订阅的地址。",
    calendar: "日历",
    only: "只显示",
    only_lead: "如不勾选任何选项，则显示全部内容；否则，只要符合一个勾选项（组或事件类别），事件即会显示。",
    everyone: "包括与所有人有关的内容",
    leave_out: "不显示",
    leave_out_lead: "凡符合此处勾选项的内容均不显示，无论上面勾选了什么。",
    kinds: "事件类别",
    other_terms: "其他条件",
    language: "语文",
    alarm: "每场会议前提醒",
    no_alarm: "无",
    alarms: ["5分钟", "15分钟", "30分钟", "1小时", "1天"],
    make_view: "显示我的日历",
    own_result: "您的日历",
    not_chosen: "此处将显示地址、事件数量以及同时举行的会议。",
    count: "事件数量",
    empty: "目前没有符合所选条件的内容。",
    too_long: |length, most| {
        format!(
            "该地址有{length}个字符，而日历程序最多接受{most}个。请减少勾选项：选择一个研究组或一次会议，而不是许多课题。"
        )
    },
    not_possible: "无法使用此选择：",
    clashes: "同时举行的会议",
    no_clashes: "这些会议在时间上没有重叠。",
    more_clashes: "其他重叠",

    missing: "未找到",
    missing_lead: "此地址没有内容。",

    help: "如何订阅",
    help_lead: "本网站的每个日历都有一个以 .ics 结尾的地址，旁边附有 Outlook、Google 和 Apple 的链接。如使用其他程序，请复制地址并按以下步骤操作。",
    programs: [
        Steps {
            program: "新版 Outlook 和网页版 Outlook",
            steps: &[
                "打开“日历”，选择“添加日历”。",
                "选择“从 Web 订阅”，粘贴地址。地址必须以 https:// 开头。",
                "为日历命名，选择“导入”。",
            ],
        },
        Steps {
            program: "经典 Outlook（Windows）",
            steps: &[
                "选择“文件”›“帐户设置”›“帐户设置”›“Internet 日历”›“新建”。",
                "粘贴地址，选择“添加”，然后选择“确定”。",
            ],
        },
        Steps {
            program: "Google 日历",
            steps: &[
                "在电脑上打开 calendar.google.com。手机应用无法添加订阅。",
                "在“其他日历”旁选择 + ›“通过网址添加”。",
                "粘贴地址，选择“添加日历”。",
            ],
        },
        Steps {
            program: "Mac 上的 Apple 日历",
            steps: &[
                "选择“文件”›“新建日历订阅”。",
                "粘贴地址，选择“订阅”。",
                "将“自动刷新”设为每小时，否则可能每周才更新一次。",
            ],
        },
        Steps {
            program: "iPhone 和 iPad",
            steps: &["打开“日历”›“日历”›“添加日历”›“添加订阅日历”。", "粘贴地址，选择“订阅”。"],
        },
        Steps {
            program: "Thunderbird",
            steps: &[
                "选择“新建日历”›“在网络上”。",
                "用户名留空，粘贴地址，选择“查找日历”。",
                "选择“订阅”。",
            ],
        },
        Steps {
            program: "Nextcloud",
            steps: &["在“日历”中选择“新建”›“从链接新建订阅（只读）”。", "粘贴地址并确认。"],
        },
    ],
    import: "将文件导入 Outlook",
    imports: [
        Steps {
            program: "新版 Outlook 和网页版 Outlook",
            steps: &[
                "下载日历文件 (.ics)。",
                "打开“日历”，选择“添加日历”›“从文件上传”。",
                "选择文件和接收事件的日历，然后选择“导入”。",
            ],
        },
        Steps {
            program: "经典 Outlook（Windows）",
            steps: &[
                "下载日历文件 (.ics)。",
                "选择“文件”›“打开和导出”›“导入/导出”。",
                "选择“导入 iCalendar (.ics) 或 vCalendar 文件 (.vcs)”，然后选择该文件。",
                "请选择“作为新日历打开”而不是“导入”，以便日后整体删除。",
            ],
        },
    ],
    why: "为何订阅更好",
    reasons: &[
        "导入的文件不再变化：会议改期后，您的日历中仍是原来的时间；会议取消后，也仍留在日历中。",
        "如再次导入文件，经典 Outlook 会将每个事件重复添加一次。",
        "订阅的日历是独立的日历，可以一次性隐藏、着色或删除。",
    ],
    news: "变更多久可见",
    news_of: &[
        "各程序自行决定更新时间：Outlook 约每三小时一次，Google 在一天之内，Apple 和 Thunderbird 取决于您的设置。",
        "会议临近时，请以本网站的页面为准。",
    ],
};
