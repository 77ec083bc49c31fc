"""What people work as in Chinese: endings of occupations, and fields of work."""

from octomem.agents.reading.vocabulary import vocabulary

_ENDINGS = vocabulary(
    "工程师 设计师 程序员 架构师 分析师 会计师 摄影师 化妆师 咨询师 理发师 厨师 律师 教师 老师 技师 药剂师 药师 牧师 "
    "建筑师 魔术师 造型师 治疗师 营养师 培训师 讲师 精算师 审计师 园艺师 规划师 策划师 烘焙师 咖啡师 调酒师 "
    "医生 大夫 医师 护士 护理师 护士长 护工 兽医 牙医 中医 儿科医生 外科医生 "
    "经理 总监 主管 主任 总裁 总经理 董事长 合伙人 创始人 负责人 店长 组长 队长 校长 院长 园长 秘书 助理 助教 文员 "
    "CEO CTO CFO COO HR PM 产品 运营 销售 采购 买手 会计 出纳 财务 法务 客服 前台 文案 编辑 记者 翻译 导游 空姐 空乘 机长 "
    "演员 公务员 服务员 销售员 快递员 研究员 飞行员 消防员 售货员 收银员 管理员 保洁员 驾驶员 裁判员 程序猿 安全员 教练员 "
    "作家 画家 音乐家 科学家 艺术家 企业家 作曲家 插画家 漫画家 "
    "教授 副教授 博士后 科研人员 研究生 大学生 本科生 硕士生 博士生 高中生 初中生 小学生 留学生 学生 实习生 "
    "歌手 司机 警察 军人 法官 检察官 农民 工人 电工 木工 保安 保姆 月嫂 裁缝 模特 主播 博主 up主 UP主 "
    "插画师 主持人 导演 编剧 制片人 经纪人 中介 老板 个体户 创业者 家教 教练 健身教练 班主任 幼师 自由撰稿人 作者 顾问 "
    "开发者 码农 测试 运维 设计 策划 投资人 交易员 收银 调音师 DJ 鼓手 吉他手 "
)
_FIELDS = vocabulary(
    "产品 运营 销售 财务 会计 设计 开发 前端 后端 全栈 测试 运维 算法 数据 数据分析 人工智能 AI IT 互联网 外贸 电商 金融 "
    "投资 咨询 审计 法务 人力资源 人力 HR 行政 市场 营销 公关 新媒体 自媒体 教育 教培 科研 翻译 编辑 媒体 直播 餐饮 "
    "建筑 装修 房地产 物流 快递 医疗 护理 美容 美发 摄影 影视 动画 游戏开发 游戏策划 嵌入式 芯片 硬件 安全 网络安全 客服 保险 "
    "采购 供应链 生意 程序 软件 软件开发 UI 平面设计 室内设计 产品设计 交互设计 机械 土木 农业 心理咨询 律师 导游 培训 项目管理"
)

JOB = (
    r"(?:[\u4e00-\u9fffA-Za-z+#]{0,8}?)(?:"
    + "|".join(sorted(_ENDINGS, key=lambda word: (len(word), word), reverse=True))
    + r")(?![\u4e00-\u9fff]{0,2}(?:说|的话))"
)
"""An occupation with what says which: 高级软件工程师."""
FIELDS = "|".join(sorted(_FIELDS, key=lambda word: (len(word), word), reverse=True))
"""Fields of work, said with 做 or 搞."""
